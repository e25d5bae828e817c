// 4:2: error: '__leave' statement not in __try block
int main(void)
{
	__leave;
}
