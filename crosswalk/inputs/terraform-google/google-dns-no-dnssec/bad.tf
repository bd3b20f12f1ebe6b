resource "google_dns_managed_zone" "dns_no_dnssec_bad" {
  name       = "example"
  dns_name   = "shop.example.com."
  visibility = "public"

  dnssec_config {
    state = "off"

    default_key_specs {
      algorithm  = "rsasha256"
      key_type   = "zoneSigning"
      key_length = 2048
    }
  }
}
