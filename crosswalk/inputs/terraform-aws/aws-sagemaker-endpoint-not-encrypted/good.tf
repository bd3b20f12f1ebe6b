resource "aws_sagemaker_endpoint_configuration" "sagemaker_endpoint_not_encrypted_good" {
  name        = "records"
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/example"

  production_variants {
    variant_name           = "live"
    model_name             = "records"
    initial_instance_count = 1
    instance_type          = "ml.t2.medium"
  }
}
