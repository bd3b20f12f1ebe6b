resource "aws_transfer_server" "transfer_plain_ftp_good" {
  endpoint_type        = "VPC"
  protocols            = ["SFTP"]
  security_policy_name = "TransferSecurityPolicy-2024-01"

  endpoint_details {
    vpc_id = "vpc-0abcdef1234567890"
  }
}
