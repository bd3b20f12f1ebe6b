resource "aws_api_gateway_rest_api_policy" "api_gateway_policy_wildcard_good" {
  rest_api_id = "abc123"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["execute-api:Invoke"],
      "Resource": "arn:aws:execute-api:eu-west-1:111122223333:abc123/*"
    }
  ]
}
EOF
}
