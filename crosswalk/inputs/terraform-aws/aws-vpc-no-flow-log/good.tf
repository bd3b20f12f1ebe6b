resource "aws_vpc" "vpc_no_flow_log_good" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "vpc_no_flow_log_good" {
  vpc_id               = aws_vpc.vpc_no_flow_log_good.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::example-flow-logs"
}
