resource "aws_route_table" "route_peering_everything_bad" {
  vpc_id = "vpc-0abcdef1234567890"

  route {
    cidr_block                = "0.0.0.0/0"
    vpc_peering_connection_id = "pcx-0abcdef1234567890"
  }
}
