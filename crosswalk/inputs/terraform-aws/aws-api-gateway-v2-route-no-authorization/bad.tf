resource "aws_apigatewayv2_route" "api_gateway_v2_route_no_authorization_bad" {
  api_id             = "abc123"
  route_key          = "GET /records"
  authorization_type = "NONE"
}
