data "aws_iam_policy_document" "iam_document_any_principal_good" {
  statement {
    effect    = "Allow"
    actions   = ["sqs:SendMessage"]
    resources = ["arn:aws:sqs:eu-west-1:111122223333:records"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/web"]
    }
  }
}
