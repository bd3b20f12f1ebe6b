resource "google_cloudfunctions_function_iam_member" "cloud_function_public_bad" {
  cloud_function = "shop"
  role           = "roles/viewer"
  member         = "allUsers"
}

resource "google_cloudfunctions_function_iam_binding" "cloud_function_public_bad" {
  cloud_function = "shop"
  role           = "roles/viewer"
  members        = ["allUsers"]
}
