resource "aws_vpc" "vpc_no_flow_log_bad" {
  cidr_block = "10.0.0.0/16"
}
