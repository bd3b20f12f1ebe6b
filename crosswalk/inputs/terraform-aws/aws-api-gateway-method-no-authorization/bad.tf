resource "aws_api_gateway_rest_api" "api_gateway_method_no_authorization_bad" {
  name = "records"
}

resource "aws_api_gateway_resource" "api_gateway_method_no_authorization_bad" {
  rest_api_id = aws_api_gateway_rest_api.api_gateway_method_no_authorization_bad.id
  parent_id   = aws_api_gateway_rest_api.api_gateway_method_no_authorization_bad.root_resource_id
  path_part   = "records"
}

resource "aws_api_gateway_method" "api_gateway_method_no_authorization_bad" {
  rest_api_id          = aws_api_gateway_rest_api.api_gateway_method_no_authorization_bad.id
  resource_id          = aws_api_gateway_resource.api_gateway_method_no_authorization_bad.id
  http_method          = "GET"
  authorization        = "NONE"
  request_validator_id = "ghi789"
}
