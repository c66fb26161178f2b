/** Of PKCS#11 v2.40 (OASIS, pkcs11t.h). */
export const CKR = {
  OK: 0x00,
  SESSION_CLOSED: 0xb0,
  SESSION_HANDLE_INVALID: 0xb3,
  DEVICE_ERROR: 0x30,
  DEVICE_REMOVED: 0x32,
  TOKEN_NOT_PRESENT: 0xe0,
  USER_ALREADY_LOGGED_IN: 0x100,
  USER_NOT_LOGGED_IN: 0x101,
  CRYPTOKI_ALREADY_INITIALIZED: 0x191,
} as const
export const CKF = { RW_SESSION: 0x2n, SERIAL_SESSION: 0x4n, OS_LOCKING_OK: 0x2n } as const
export const CKU_USER = 1n
export const CKO_SECRET_KEY = 4n
export const CKK_AES = 0x1fn
export const CKM = { AES_KEY_GEN: 0x1080n, AES_GCM: 0x1087n } as const
export const CKA = {
  CLASS: 0x000n,
  TOKEN: 0x001n,
  PRIVATE: 0x002n,
  LABEL: 0x003n,
  KEY_TYPE: 0x100n,
  ID: 0x102n,
  SENSITIVE: 0x103n,
  ENCRYPT: 0x104n,
  DECRYPT: 0x105n,
  VALUE_LEN: 0x161n,
  EXTRACTABLE: 0x162n,
} as const
