data "aws_ami" "ami_any_owner_bad" {
  most_recent = true

  filter {
    name   = "name"
    values = ["al2023-ami-*"]
  }
}
