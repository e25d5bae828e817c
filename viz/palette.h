/*
 * palette.h - the colours of every picture, in one place.
 *
 * The Okabe-Ito colours, chosen so that their lightness says the same in grey
 * print. No fact is told by colour alone.
 *
 * Used by: dot, overview.
 */
#ifndef VIZ_PALETTE_H
#define VIZ_PALETTE_H

#define WHITE     "#FFFFFF"
#define BLACK     "#000000"
#define GREY_TXT  "#666666"
#define HEAD_TXT  "#333333"
#define ACCENT    "#B84A00"
#define TINT      "#FFE3CF"
#define PENDING   "#F4F4F4"
#define PEND_LN   "#888888"
#define PANEL_LN  "#BBBBBB"
#define YELLOW    "#F0E442"
#define COMMITTED "#8CCBF2"
#define RESIDENT  "#0072B2"

#endif
