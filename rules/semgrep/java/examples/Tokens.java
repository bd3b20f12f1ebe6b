package example;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;

class Tokens {
    void issue(String key) {
        // ruleid: java-jwt-not-verified
        JWT.create().sign(Algorithm.none());
        // ruleid: java-hard-coded-signing-key
        JWT.create().sign(Algorithm.HMAC256("obviously-fake"));
        // ok: java-jwt-not-verified, java-hard-coded-signing-key
        JWT.create().sign(Algorithm.HMAC256(key));
        // ruleid: java-hard-coded-signing-key
        Jwts.builder().signWith(SignatureAlgorithm.HS256, "obviously-fake").compact();
        // ok: java-hard-coded-signing-key
        Jwts.builder().signWith(SignatureAlgorithm.HS256, System.getenv("JWT_KEY")).compact();
    }

    void read(String token, String key) {
        // ruleid: java-jwt-not-verified
        Jwts.parser().parseClaimsJwt(token);
        // ok: java-jwt-not-verified
        Jwts.parser().setSigningKey(key).parseClaimsJws(token);
    }
}
