resource "google_compute_network" "shop" {
  name                    = "shop"
  auto_create_subnetworks = true
}

resource "google_compute_subnetwork" "web" {
  name          = "web"
  ip_cidr_range = "10.0.1.0/24"
  network       = google_compute_network.shop.id
}

resource "google_compute_subnetwork" "web_admin" {
  name                     = "web-admin"
  ip_cidr_range            = "10.0.2.0/24"
  network                  = google_compute_network.shop.id
  private_ip_google_access = true
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = google_compute_network.shop.name
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

resource "google_compute_firewall" "rdp" {
  name          = "rdp"
  network       = google_compute_network.shop.name
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["3389"]
  }
}

resource "google_compute_firewall" "https" {
  name          = "https"
  network       = google_compute_network.shop.name
  source_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}

resource "google_compute_ssl_policy" "shop" {
  name            = "shop"
  min_tls_version = "TLS_1_0"
  profile         = "COMPATIBLE"
}

resource "google_dns_managed_zone" "shop" {
  name     = "shop"
  dns_name = "shop.example.com."
  dnssec_config {
    state = "off"
  }
}

resource "google_dns_managed_zone" "shop_signed" {
  name     = "shop-signed"
  dns_name = "signed.example.com."
  dnssec_config {
    state = "on"
    default_key_specs {
      algorithm = "rsasha1"
      key_type  = "keySigning"
    }
  }
}
