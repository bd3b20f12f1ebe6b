resource "aws_emr_cluster" "emr_no_security_configuration_bad" {
  name          = "records"
  release_label = "emr-7.1.0"
  service_role  = "arn:aws:iam::111122223333:role/emr"

  ec2_attributes {
    subnet_id        = "subnet-0abcdef1234567890"
    instance_profile = "arn:aws:iam::111122223333:instance-profile/emr"
  }
}
