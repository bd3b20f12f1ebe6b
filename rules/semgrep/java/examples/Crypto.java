package example;

import java.security.*;
import java.util.Random;
import javax.crypto.Cipher;

class Crypto {
    void store(String password, byte[] content) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        // ruleid: java-weak-password-hash
        digest.digest(password.getBytes());
        // ruleid: java-weak-password-hash
        MessageDigest.getInstance("MD5").digest(password.getBytes());
        // ok: java-weak-password-hash
        digest.digest(content);
        // ok: java-weak-password-hash
        new BCryptPasswordEncoder().encode(password);
    }

    void encrypt() throws Exception {
        // ruleid: java-weak-cipher
        Cipher.getInstance("DES/CBC/PKCS5Padding");
        // ruleid: java-weak-cipher
        Cipher.getInstance("AES/ECB/PKCS5Padding");
        // ruleid: java-weak-cipher
        Cipher.getInstance("AES");
        // ok: java-weak-cipher
        Cipher.getInstance("AES/GCM/NoPadding");
        // ok: java-weak-cipher
        Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    }

    void invite(SecureRandom secure) {
        Random random = new Random();
        // ruleid: java-predictable-secret
        String token = Long.toHexString(random.nextLong());
        // ruleid: java-predictable-secret
        int resetCode = (int) (Math.random() * 1000000);
        // ok: java-predictable-secret
        String sessionId = Long.toHexString(secure.nextLong());
        // ok: java-predictable-secret
        int delay = random.nextInt(100);
        byte[] salt = new byte[16];
        // ruleid: java-predictable-secret
        random.nextBytes(salt);
        // ok: java-predictable-secret
        secure.nextBytes(salt);
    }

    int makePassword() {
        // ruleid: java-predictable-secret
        return new Random().nextInt();
    }

    int roll() {
        // ok: java-predictable-secret
        return new Random().nextInt(6);
    }
}
