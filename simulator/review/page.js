"use strict";
// Plays an answer from the second that a receipt names, and only one sound at a time.
const LEAD_SECONDS = 0.5;
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sound]");
  if (!button) return;
  const sound = document.getElementById(button.dataset.sound);
  sound.currentTime = Math.max(0, Number(button.dataset.at) - Number(sound.dataset.start) - LEAD_SECONDS);
  sound.play();
});
document.addEventListener("play", (event) => {
  for (const sound of document.querySelectorAll("audio")) if (sound !== event.target) sound.pause();
}, true);
