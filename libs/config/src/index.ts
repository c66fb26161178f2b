export { baseConfig, httpConfig } from './base.ts'
export { jsonFile, Secret, secretFile, secretJsonFile, textFile } from './files.ts'
export { ConfigError, type Env, parseConfig, redacted } from './parse.ts'
