resource "aws_network_acl" "network_acl_ftp_data_open_good" {
  vpc_id     = "vpc-0abcdef1234567890"
  subnet_ids = ["subnet-0abcdef1234567890"]

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "10.0.0.0/16"
    from_port  = 20
    to_port    = 20
  }
}
