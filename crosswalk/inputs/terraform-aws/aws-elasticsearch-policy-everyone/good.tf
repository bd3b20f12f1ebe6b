resource "aws_elasticsearch_domain_policy" "elasticsearch_policy_everyone_good" {
  domain_name = "search"

  access_policies = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/search" },
      "Action": ["es:ESHttpGet"],
      "Resource": "arn:aws:es:eu-west-1:111122223333:domain/search/*"
    }
  ]
}
EOF
}
