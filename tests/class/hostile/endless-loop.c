/* Never ends, on either side. */
int main(void)
{
	for (;;)
		;
}
