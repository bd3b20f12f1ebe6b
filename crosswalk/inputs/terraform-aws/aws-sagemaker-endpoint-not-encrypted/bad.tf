resource "aws_sagemaker_endpoint_configuration" "sagemaker_endpoint_not_encrypted_bad" {
  name = "records"

  production_variants {
    variant_name           = "live"
    model_name             = "records"
    initial_instance_count = 1
    instance_type          = "ml.t2.medium"
  }
}
