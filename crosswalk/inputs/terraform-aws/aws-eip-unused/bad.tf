resource "aws_eip" "eip_unused_bad" {
  domain = "vpc"
}

resource "aws_instance" "eip_unused_bad" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
}
