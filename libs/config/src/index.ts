export { baseConfig, httpConfig } from './base.ts'
export { jsonFile, secretFile, secretJsonFile, textFile } from './files.ts'
export { ConfigError, type Env, parseConfig, redacted } from './parse.ts'
export { Secret } from './secret.ts'
