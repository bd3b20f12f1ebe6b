resource "google_dns_managed_zone" "dns_sha1_good" {
  name       = "example"
  dns_name   = "shop.example.com."
  visibility = "public"

  dnssec_config {
    state = "on"

    default_key_specs {
      algorithm  = "rsasha256"
      key_type   = "zoneSigning"
      key_length = 2048
    }
  }
}
