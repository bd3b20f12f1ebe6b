resource "aws_iam_group" "iam_user_defined_good" {
  name = "records"
}
