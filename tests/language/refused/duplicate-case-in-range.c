// 6:7: error: duplicate case value '7'
int main(void)
{
	switch (1) {
	case 5 ... 9: ;
	case 7: ;
	case 20: ;
	case 1 ... 2: ;
	case 2: ;
	}
	return 0;
}
