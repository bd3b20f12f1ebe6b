resource "google_service_account_key" "iam_user_managed_key_good" {
  service_account_id = "shop"
}
