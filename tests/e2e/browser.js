// The browser tests need a Chromium. Where there is none this gets one: from Debian's packages as root, elsewhere by
// Playwright's own installer. If neither can, it says in one line what to do.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { installedChromium } from './chromium.js'

function run(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
}

function fromDebian() {
  console.log('No Chromium here: installing Debian’s.')
  return (
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
  )
}

function fromPlaywright() {
  console.log('No Chromium here: asking Playwright for one.')
  return run('npx', ['playwright', 'install', 'chromium'])
}

function isThere() {
  return installedChromium() !== null || existsSync(chromium.executablePath())
}

if (!isThere()) {
  if (isDebianRoot()) fromDebian()
  else fromPlaywright()
}
if (!isThere()) {
  console.error(
    'The browser tests need Chromium: install it (on Debian: apt-get install chromium) and run npm test again.',
  )
  process.exit(1)
}
