package example;

import java.security.cert.X509Certificate;
import javax.net.ssl.*;
import javax.servlet.http.*;

class Network {
    void connect(HttpsURLConnection connection) throws Exception {
        TrustManager trusting = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            // ruleid: java-tls-verification-off
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            public X509Certificate[] getAcceptedIssuers() { return null; }
        };
        // ruleid: java-tls-verification-off
        connection.setHostnameVerifier((host, session) -> true);
        // ok: java-tls-verification-off
        connection.setHostnameVerifier((host, session) -> host.equals("example.org"));
    }

    class Checking implements X509TrustManager {
        private X509TrustManager inner;

        // ok: java-tls-verification-off
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            inner.checkServerTrusted(chain, type);
        }
    }

    class Lenient implements HostnameVerifier {
        // ruleid: java-tls-verification-off
        public boolean verify(String host, SSLSession session) {
            return true;
        }
    }

    void cors(CorsRegistry registry, HttpServletRequest request, HttpServletResponse response) {
        // ruleid: java-cors-any-origin-with-credentials
        registry.addMapping("/**").allowedOriginPatterns("*").allowedMethods("GET").allowCredentials(true);
        // ok: java-cors-any-origin-with-credentials
        registry.addMapping("/**").allowedOrigins("https://app.example.org").allowCredentials(true);
        response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
        // ruleid: java-cors-any-origin-with-credentials
        response.setHeader("Access-Control-Allow-Credentials", "true");
    }

    void logIn(HttpServletResponse response, String token) {
        Cookie cookie = new Cookie("session", token);
        // ruleid: java-cookie-without-protection
        cookie.setHttpOnly(false);
        // ok: java-cookie-without-protection
        cookie.setSecure(true);
        response.addCookie(cookie);
    }
}
