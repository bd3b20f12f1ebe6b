resource "aws_iam_user" "iam_group_without_users_bad" {
  name = "records"
}

resource "aws_iam_group" "iam_group_without_users_bad" {
  name = "records"
}
