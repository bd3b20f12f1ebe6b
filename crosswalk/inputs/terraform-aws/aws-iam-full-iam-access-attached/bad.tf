resource "aws_iam_role_policy_attachment" "iam_full_iam_access_attached_bad" {
  role       = "records"
  policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
}
