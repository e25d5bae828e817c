// 4:7: error: 'break' statement not in loop or switch statement
int main(void)
{
	break;
}
