resource "google_service_account_key" "iam_user_managed_key_bad" {
  service_account_id = "shop"
  public_key_data    = filebase64("shop.pem")
}
