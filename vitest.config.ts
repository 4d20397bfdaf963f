import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{shared,server,client,e2e,scripts,bench}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    // As the server does: each worker would spend 0.3 s on Drizzle's imports alone.
    execArgv: ['--import', new URL('server/quick-imports.ts', import.meta.url).href],
    globalSetup: ['server/test/global-setup.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A machine that stalls for some seconds has not failed anybody.
    expect: { poll: { timeout: 20_000 } },
  },
})
