resource "aws_iam_user" "iam_group_without_users_good" {
  name = "records"
}

resource "aws_iam_group" "iam_group_without_users_good" {
  name = "records"
}

resource "aws_iam_group_membership" "iam_group_without_users_good" {
  name  = "records"
  users = [aws_iam_user.iam_group_without_users_good.name]
  group = aws_iam_group.iam_group_without_users_good.name
}
