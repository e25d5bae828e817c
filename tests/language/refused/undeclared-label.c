// 4:7: error: use of undeclared label 'nowhere'
int main(void)
{
	goto nowhere;
}
