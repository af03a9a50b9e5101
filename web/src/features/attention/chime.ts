const noteSeconds = 0.18;

/** Two short, soft notes. Made here: a sound file would be another download. */
export const chime = (): void => {
  const context = new AudioContext();
  // Without a gesture on the page, browsers keep it silent.
  if (context.state === 'suspended') {
    void context.close();
    return;
  }
  const volume = context.createGain();
  volume.connect(context.destination);
  for (const [index, frequency] of [660, 880].entries()) {
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(volume);
    const from = context.currentTime + index * noteSeconds;
    note.start(from);
    note.stop(from + noteSeconds);
    volume.gain.setValueAtTime(0.06, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + noteSeconds);
    if (index === 1) note.addEventListener('ended', () => void context.close());
  }
};
