// In a preview only: loads the page anew when something was saved.
const { src } = document.currentScript;

async function follow() {
  try {
    const answer = await fetch(src.replace("script.js", "changed"));
    if (answer.ok && (await answer.text()) === "changed") {
      location.reload();
      return;
    }
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 1000)); // the preview is starting anew, or has ended
  }
  follow();
}

follow();
