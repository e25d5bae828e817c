// 2:2: error: #pragma pack is not supported: structures have their natural layout
#pragma pack(1)
int main(void) { return 0; }
