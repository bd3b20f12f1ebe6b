resource "aws_eip" "eip_unused_good" {
  domain   = "vpc"
  instance = aws_instance.eip_unused_good.id
}

resource "aws_instance" "eip_unused_good" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
}
