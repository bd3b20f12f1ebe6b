resource "aws_network_acl" "network_acl_unattached_good" {
  vpc_id     = "vpc-0abcdef1234567890"
  subnet_ids = [aws_subnet.network_acl_unattached_good.id]
}

resource "aws_subnet" "network_acl_unattached_good" {
  vpc_id     = "vpc-0abcdef1234567890"
  cidr_block = "10.0.1.0/24"
}
