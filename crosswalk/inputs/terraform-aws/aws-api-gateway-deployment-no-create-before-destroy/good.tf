resource "aws_api_gateway_deployment" "api_gateway_deployment_no_create_before_destroy_good" {
  rest_api_id       = "abc123"
  stage_description = "live"

  lifecycle {
    create_before_destroy = true
  }
}
