resource "aws_route_table" "route_peering_everything_good" {
  vpc_id = "vpc-0abcdef1234567890"

  route {
    cidr_block                = "10.1.0.0/16"
    vpc_peering_connection_id = "pcx-0abcdef1234567890"
  }
}
