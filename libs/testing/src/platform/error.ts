export { type PlatformCode, PlatformError, unusable } from '@amparo/config'
