/**
 * What simulated cameras show over TLS, made for these tests with OpenSSL and of no use anywhere else: one camera's key
 * with three certificates (as sold, issued anew with the same key, expired in 2021), and another camera's.
 */
const pem = {
  ownKey: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglpattHSGqtwhTXZP
gBoGn/mwpGSskumVvGUYpdflGVChRANCAAQaI85n9S6RYwVMR6cizkqHSHWs9rvt
lVarAnTeJ3iUKPRv3Fq2rpFos73XHqDqEI6ssm/OyD3hSOwex7sb8flu
-----END PRIVATE KEY-----`,
  own: `-----BEGIN CERTIFICATE-----
MIIBgjCCASegAwIBAgIUYdq2EVuVoiHME0VuNLZP9PlK+IcwCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKY2FtZXJhLW9uZTAgFw0yNjExMjMwMTUzNTlaGA8yMTI2MTAz
MDAxNTM1OVowFTETMBEGA1UEAwwKY2FtZXJhLW9uZTBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABBojzmf1LpFjBUxHpyLOSodIdaz2u+2VVqsCdN4neJQo9G/cWrau
kWizvdceoOoQjqyyb87IPeFI7B7Huxvx+W6jUzBRMB0GA1UdDgQWBBRq6rVpwvGr
xvfhb7Cbb61SAOGKejAfBgNVHSMEGDAWgBRq6rVpwvGrxvfhb7Cbb61SAOGKejAP
BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDOyTD+3FX42D6rHZR1
ZxE/bGVdz7YuI8bLtLItM+dyPgIhAIqs7QOYB2x7Nxf7QZqz9n1HgqXFY1J8RtxT
gKC5mXs5
-----END CERTIFICATE-----`,
  renewed: `-----BEGIN CERTIFICATE-----
MIIBiTCCAS+gAwIBAgIUcbFVi/JM68usWyftSZKTL5Ac0e8wCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOY2FtZXJhLXJlbmV3ZWQwIBcNMjYxMTIzMDE1MzU5WhgPMjEy
NjEwMzAwMTUzNTlaMBkxFzAVBgNVBAMMDmNhbWVyYS1yZW5ld2VkMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEGiPOZ/UukWMFTEenIs5Kh0h1rPa77ZVWqwJ03id4
lCj0b9xatq6RaLO91x6g6hCOrLJvzsg94UjsHse7G/H5bqNTMFEwHQYDVR0OBBYE
FGrqtWnC8avG9+FvsJtvrVIA4Yp6MB8GA1UdIwQYMBaAFGrqtWnC8avG9+FvsJtv
rVIA4Yp6MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgANZOGYKh
mVP63yWteU4l/qnR9TLAGUO7U0/O2u8ylOECIQCWoBs9JBv1tiDk9+2dxuXCMIRD
f7tvgu/vyyVUJUbniQ==
-----END CERTIFICATE-----`,
  expired: `-----BEGIN CERTIFICATE-----
MIIBGjCBwAIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5jYW1lcmEtZXhwaXJl
ZDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBkxFzAVBgNVBAMMDmNh
bWVyYS1leHBpcmVkMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEGiPOZ/UukWMF
TEenIs5Kh0h1rPa77ZVWqwJ03id4lCj0b9xatq6RaLO91x6g6hCOrLJvzsg94Ujs
Hse7G/H5bjAKBggqhkjOPQQDAgNJADBGAiEA0/JXaq5U918kF4zX9P0ycKrwVkyq
4qV5m7ebJUS16RECIQDAvQmdoGX1VeUPxkYQ1igOP2mNR9NnchFKpVMhorvZqA==
-----END CERTIFICATE-----`,
  foreignKey: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTGCI2fDB/8NirOU/
MWHYaBbDsKOKPuKU2HyBaBFbEb6hRANCAATLA3x35at0I+wJFA/qNhVvjHU7Ddzm
g4x6OuSjbfcByO94FjCF3pnFsjgIttZaXaqGvkYqVCnqoumniupkdTJp
-----END PRIVATE KEY-----`,
  foreign: `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIUHftTUNu2leM1eA9RyMklqQFwXcowCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMY2FtZXJhLW90aGVyMCAXDTI2MTEyMzAxNTM1OVoYDzIxMjYx
MDMwMDE1MzU5WjAXMRUwEwYDVQQDDAxjYW1lcmEtb3RoZXIwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAATLA3x35at0I+wJFA/qNhVvjHU7Ddzmg4x6OuSjbfcByO94
FjCF3pnFsjgIttZaXaqGvkYqVCnqoumniupkdTJpo1MwUTAdBgNVHQ4EFgQUXyDv
ThYxW9iUGWhv72swF0hMKbMwHwYDVR0jBBgwFoAUXyDvThYxW9iUGWhv72swF0hM
KbMwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAkfdMcBWk6KmV
Wowxt+d1eBOYKjEms4erO9mlSRIfvCwCIESh7iqN+9FmqAu+MpDFPpw250Gte8P1
NfZ+uSq4WzLD
-----END CERTIFICATE-----`,
}

export type Identity = { readonly key: string; readonly cert: string }
export const ownIdentity: Identity = { key: pem.ownKey, cert: pem.own }
export const renewedIdentity: Identity = { key: pem.ownKey, cert: pem.renewed }
export const expiredIdentity: Identity = { key: pem.ownKey, cert: pem.expired }
export const foreignIdentity: Identity = { key: pem.foreignKey, cert: pem.foreign }
