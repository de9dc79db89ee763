// Types of the helper that plain Node runs before anything is compiled.
export function installedChromium(): string | null
