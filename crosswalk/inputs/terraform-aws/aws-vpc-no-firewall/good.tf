resource "aws_vpc" "vpc_no_firewall_good" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_networkfirewall_firewall" "vpc_no_firewall_good" {
  name                = "core"
  firewall_policy_arn = "arn:aws:network-firewall:eu-west-1:111122223333:firewall-policy/core"
  vpc_id              = aws_vpc.vpc_no_firewall_good.id

  subnet_mapping {
    subnet_id = "subnet-0abcdef1234567890"
  }
}
