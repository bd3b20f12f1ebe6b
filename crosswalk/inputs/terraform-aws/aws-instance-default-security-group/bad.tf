resource "aws_instance" "instance_default_security_group_bad" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_default_security_group.default.id]
}
