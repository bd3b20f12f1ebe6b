resource "aws_ec2_transit_gateway" "transit_gateway_auto_accept_good" {
  description                    = "Core"
  auto_accept_shared_attachments = "disable"
}
