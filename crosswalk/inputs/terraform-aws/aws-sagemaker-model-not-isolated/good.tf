resource "aws_sagemaker_model" "sagemaker_model_not_isolated_good" {
  name                     = "records"
  execution_role_arn       = "arn:aws:iam::111122223333:role/model"
  enable_network_isolation = true
}
