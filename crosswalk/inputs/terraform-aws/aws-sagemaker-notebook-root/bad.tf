resource "aws_sagemaker_notebook_instance" "sagemaker_notebook_root_bad" {
  name                   = "records"
  role_arn               = "arn:aws:iam::111122223333:role/notebook"
  instance_type          = "ml.t3.medium"
  kms_key_id             = "arn:aws:kms:eu-west-1:111122223333:key/example"
  subnet_id              = "subnet-0abcdef1234567890"
  security_groups        = ["sg-0abcdef1234567890"]
  direct_internet_access = "Disabled"
  root_access            = "Enabled"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }
}
