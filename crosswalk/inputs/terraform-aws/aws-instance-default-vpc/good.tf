resource "aws_instance" "instance_default_vpc_good" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  subnet_id     = aws_subnet.instance_default_vpc_good.id
}

resource "aws_subnet" "instance_default_vpc_good" {
  vpc_id     = aws_vpc.web.id
  cidr_block = "10.0.1.0/24"
}
